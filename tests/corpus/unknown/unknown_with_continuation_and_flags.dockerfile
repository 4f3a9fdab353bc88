FROM alpine
IMPORT --from=base \
  # comment
  library AS lib
RUN true
