"""An assistant that drafts statutory yearly reports by asking questions."""
