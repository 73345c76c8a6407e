"""What a learner did, as events that are only ever added; all that is known of her follows from them in order."""
