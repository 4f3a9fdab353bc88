FROM scratch AS empty
FROM alpine:3.20 as Lower
FROM alpine@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d AS pinned
FROM registry.example.com:5000/team/app:1.2.3-rc.1
FROM alpine AS
FROM alpine extra words here
FROM "alpine" AS 'q'
FROM ["alpine"]
