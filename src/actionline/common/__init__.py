"""What every room uses: audit, records, languages, tasks and interface parts."""
