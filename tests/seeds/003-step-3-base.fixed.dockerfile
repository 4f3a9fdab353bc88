FROM python:3.14-alpine
LABEL maintainer=jesang.myung@samsung.com
COPY requirements.txt /app/
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
COPY . /app
EXPOSE 5000
RUN addgroup -S app && adduser -S -G app -H app
USER app
ENTRYPOINT ["python"]
CMD ["application.py"]
