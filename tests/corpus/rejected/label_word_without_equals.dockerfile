FROM alpine
LABEL a=1 description of it
CMD ["sh"]
