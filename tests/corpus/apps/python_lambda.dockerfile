ARG PY=3.12
FROM public.ecr.aws/lambda/python:${PY}
COPY requirements.txt ${LAMBDA_TASK_ROOT}
RUN pip install --no-cache-dir -r requirements.txt --target "${LAMBDA_TASK_ROOT}"
COPY handler.py ${LAMBDA_TASK_ROOT}
CMD [ "handler.main" ]
