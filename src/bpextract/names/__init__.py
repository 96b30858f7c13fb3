"""From decided spans to mentions of people, places and organizations: what is read from each span."""
