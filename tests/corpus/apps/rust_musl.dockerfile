FROM clux/muslrust:stable AS build
COPY . /volume
RUN cargo build --release --target x86_64-unknown-linux-musl && \
    strip target/x86_64-unknown-linux-musl/release/tool
FROM alpine:3
RUN apk add --update ca-certificates && rm -rf /var/cache/apk/*
COPY --from=build /volume/target/x86_64-unknown-linux-musl/release/tool /tool
CMD /tool
