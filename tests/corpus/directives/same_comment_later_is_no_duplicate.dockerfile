# syntax=docker/dockerfile:1

# syntax=docker/dockerfile:2
# syntax=docker/dockerfile:3
FROM busybox
