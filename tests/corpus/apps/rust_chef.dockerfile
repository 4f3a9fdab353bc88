# syntax=docker/dockerfile:1
FROM rust:1.81-slim AS chef
RUN cargo install cargo-chef --locked
WORKDIR /app
FROM chef AS planner
COPY . .
RUN cargo chef prepare --recipe-path recipe.json
FROM chef AS builder
COPY --from=planner /app/recipe.json .
RUN cargo chef cook --release --recipe-path recipe.json
COPY . .
RUN cargo build --release --bin service
FROM debian:bookworm-slim AS runtime
RUN <<-EOF
	apt-get update
	apt-get install -y --no-install-recommends openssl ca-certificates
	rm -rf /var/lib/apt/lists/*
EOF
COPY --from=builder /app/target/release/service /usr/local/bin/
CMD ["service"]
