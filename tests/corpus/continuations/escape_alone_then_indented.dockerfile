\
    FROM alpine:3.20
RUN true
\
	COPY --chown=1 a b
\
  # comment
  RUN --network=none true
