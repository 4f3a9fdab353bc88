FROM alpine
ΡΟΣ alpha
ΣΑΣ beta
RUN true
