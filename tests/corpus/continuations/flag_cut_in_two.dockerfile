FROM alpine:3.20 AS build
FROM alpine:3.20
COPY --fr\
om=build \
  --cho\
wn=1000:1000 /a /b
