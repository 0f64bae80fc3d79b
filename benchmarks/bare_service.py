"""The endpoint that the service is compared with: the same JSON, without a cache, limits or problems."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/fizzbuzz/{number}")
async def answer(number: str) -> dict[str, str]:
    """Answer 15, whatever the number."""
    return {"number": number, "answer": "FizzBuzz"}
