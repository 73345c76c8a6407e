"""PrairieLearn: a course whose questions ask quizgen for a fresh variant."""
