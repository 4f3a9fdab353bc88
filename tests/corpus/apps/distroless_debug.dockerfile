ARG DISTROLESS=gcr.io/distroless/python3-debian12
ARG DEBUG=
FROM python:3.11-slim AS build
COPY app.py /app/
RUN pip install --target=/app/lib requests
FROM ${DISTROLESS}${DEBUG:+:debug}
COPY --from=build /app /app
ENV PYTHONPATH=/app/lib
WORKDIR /app
CMD ["app.py"]
