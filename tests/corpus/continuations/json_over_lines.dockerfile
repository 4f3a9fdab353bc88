FROM alpine:3.20
ENTRYPOINT [ \
  "/bin/sh", \
  # the flag
  "-c", \

  "echo \"$0\"" \
]
CMD ["a", \
"b"]
