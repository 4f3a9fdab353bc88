FROM alpine:3.20
  RUN true
    COPY a b
		CMD sh
   # an indented comment
