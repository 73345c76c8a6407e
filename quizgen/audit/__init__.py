"""Proof that items deserve to exist: whole spaces against torch, sources and rules, and blind guessing."""
