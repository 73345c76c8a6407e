"""Questions from other programs made files of authored items: their texts, their answers, their pictures."""
