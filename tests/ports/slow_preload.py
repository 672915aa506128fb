"""A module that takes its time to load, as a drawing library does."""

import time

time.sleep(0.8)
