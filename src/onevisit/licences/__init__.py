"""Electronic licences: types, issue, presentation, status."""
