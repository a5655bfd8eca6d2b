"""The benchmark `staffing`: where the next officers of a whole province do most."""
