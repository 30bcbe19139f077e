"""What a person intends for plans to the data and the changes that say it. Nothing is written here."""
