echo "This is never run."
