"""Action Fraud referrals and outcomes by force and financial year."""
