"""Facts to a report in the official format (GB/T 9704-2012): the text first, then Word, PDF or plain text."""
