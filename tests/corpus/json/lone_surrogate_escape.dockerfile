FROM alpine
CMD ["\ud800", "\udc00x", "\ud800\ud800", "\ud83dA"]
