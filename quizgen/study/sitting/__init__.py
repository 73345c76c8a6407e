"""An exam that somebody sits: what is written where, how long it lasts, what it is worth; no clock, disk or terminal."""
