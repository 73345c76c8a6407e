"""A quiz made of ipywidgets; nothing else imports them."""
