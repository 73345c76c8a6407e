"""Questions for STACK: live variants, whose key and foreseen wrong values Maxima works out."""
