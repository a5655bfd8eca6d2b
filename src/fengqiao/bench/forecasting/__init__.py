"""The benchmark `forecast`: calls per shift and beat a week ahead, and changes where nothing happened."""
