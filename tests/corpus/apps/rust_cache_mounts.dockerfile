# syntax=docker/dockerfile:1
FROM rust:1.80 AS build
WORKDIR /usr/src/app
RUN --mount=type=bind,source=src,target=src \
    --mount=type=bind,source=Cargo.toml,target=Cargo.toml \
    --mount=type=bind,source=Cargo.lock,target=Cargo.lock \
    --mount=type=cache,target=/usr/src/app/target/ \
    --mount=type=cache,target=/usr/local/cargo/registry/ \
    <<EOF
set -e
cargo build --locked --release
cp ./target/release/app /bin/app
EOF
FROM gcr.io/distroless/cc-debian12
COPY --from=build /bin/app /app
CMD ["/app"]
