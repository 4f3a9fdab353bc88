FROM haskell:9.6 AS build
RUN stack config set system-ghc --global true
WORKDIR /opt/server
COPY stack.yaml package.yaml stack.yaml.lock ./
RUN stack build --only-dependencies
COPY . .
RUN stack install --local-bin-path /out
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y libgmp10 && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/server /usr/bin/
CMD ["server"]
