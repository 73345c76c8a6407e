"""Questions for Blackboard."""
