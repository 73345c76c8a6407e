"""An exam that somebody sits: what is written where, until when, what it is worth; no clock, disk or terminal."""
