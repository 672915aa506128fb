"""Pictures that move: effects, encoders for what platforms take, and the check for flashes."""
