"""Questions for Brightspace's library."""
