"""What a learner's log tells of her: practice, mastery, mistakes, and how ready she is for the exam."""
