netsh winhttp import proxy source=ie
