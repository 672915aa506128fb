"""Whether a picture is recognisably of its brand: colours, fonts, logo and tone of the kit."""
