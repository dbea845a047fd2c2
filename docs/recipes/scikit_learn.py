# scikit-learn: out-of-sample probabilities of every example by cross-validation.
import numpy as np
from sklearn.model_selection import cross_val_predict


def save_for_label_inspector(model, X, y):
    pred_probs = cross_val_predict(model, X, y, cv=5, method="predict_proba")
    classes, labels = np.unique(y, return_inverse=True)  # the order of the columns
    np.save("labels.npy", labels)
    np.save("pred_probs.npy", pred_probs.astype(np.float32))
    with open("classes.txt", "w", encoding="utf-8") as out:
        out.write("\n".join(map(str, classes)) + "\n")
