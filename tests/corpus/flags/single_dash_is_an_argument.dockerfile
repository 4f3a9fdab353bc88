FROM alpine
RUN -e echo
COPY - /dst
CMD -
RUN ---odd x
