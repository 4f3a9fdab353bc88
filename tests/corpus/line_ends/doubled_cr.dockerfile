FROM alpine
RUN echo one
CMD ["sh"]
