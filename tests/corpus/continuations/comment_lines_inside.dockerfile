FROM alpine:3.20
RUN apk add --no-cache \
    # the compiler
    gcc \
# headers, at the margin
    musl-dev \
	# tab before the hash
    make
RUN make --version
