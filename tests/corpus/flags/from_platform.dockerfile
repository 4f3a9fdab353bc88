FROM --platform=$BUILDPLATFORM golang:1.23 AS build
FROM --platform=linux/amd64 alpine AS amd
FROM --platform="linux/arm64/v8" alpine
