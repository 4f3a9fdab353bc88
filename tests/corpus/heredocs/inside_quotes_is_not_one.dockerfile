FROM alpine
RUN echo "<<EOF"
RUN echo '<<EOF'
RUN echo "a <<EOF b"
RUN sh -c 'cat <<EOF'
