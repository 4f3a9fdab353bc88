FROM alpine
CMD ["sh", "-c", "a=$1; echo \"${a:-none}\" | tr a-z A-Z", "--", "x y z", "", " "]
