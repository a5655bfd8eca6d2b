"""What a bureau edits: categories, danger words, run cards, response targets. Shipped as versioned documents."""
