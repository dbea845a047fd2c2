// Confident thresholds: how sure the model is, on average, of the examples given each class.
//
//     t_j = mean of p_ij over the examples i given class j          (Northcutt et al. 2021, equation 2)
#pragma once
#include <span>
#include <vector>

#include "core/class_order.h"
#include "core/evidence.h"

namespace core {

struct Thresholds {
    std::vector<double> value;   // k: t, widened from `type`
    std::vector<double> cutoff;  // k: t - 1e-6 in `type`: a class with p >= cutoff is confident, compared in `type`
    Precision type = Precision::float64;
};

// The reference's count.get_confident_thresholds: the mean is numpy's, in the type of the probabilities (float16: in
// float, then rounded), at least 2e-6. A class without examples gets 2, and then all thresholds are float64.
Thresholds confident_thresholds(const Evidence& evidence, const ClassOrder& order);

// Thresholds that were supplied: float64, taken as they are.
Thresholds given_thresholds(std::span<const double> values);

}  // namespace core
