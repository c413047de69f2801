"""Files of people: CSV, Parquet and Arrow, in parts that fit in memory."""
