# Hugging Face: a dataset with a column of texts and a ClassLabel column, and pipeline("text-classification", ...).
import json


def save_for_label_inspector(classify, dataset, text="text", label="label"):
    names = dataset.features[label].names
    with open("labels.jsonl", "w", encoding="utf-8") as labels, open("predictions.jsonl", "w") as predictions:
        for index, row in enumerate(dataset):
            scores = {one["label"]: one["score"] for one in classify(row[text], top_k=None, truncation=True)}
            # A model without names of its own says LABEL_0, LABEL_1...
            probs = {name: scores.get(name, scores.get(f"LABEL_{i}", 0)) for i, name in enumerate(names)}
            labels.write(json.dumps({"id": index, "text": row[text], "label": names[row[label]]}) + "\n")
            predictions.write(json.dumps({"id": index, "probs": probs}) + "\n")
