"""What a learner remembers, from the log alone, and what follows from it for a day: no clock, no disk, no terminal."""
